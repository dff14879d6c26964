import type { App } from '../../platform/http/app.ts';
import type { Platform } from '../../platform/platform.ts';
import { draftRoutes } from './draft-routes.ts';
import type { KnownValues } from './find-similar.ts';
import type { FindImportedTable } from './imported-table.ts';
import type { OnAnnounced } from './publish-resource.ts';
import type { FactsOf } from './resource-facts.ts';
import { reviewRoutes } from './review-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { standardRoutes } from './standard-routes.ts';
import { spreadsheetRoutes } from './spreadsheet/spreadsheet-routes.ts';

/** What the catalogue needs from outside; the composition root gives it. */
export interface CatalogueRoom extends KnownValues {
  platform: Platform;
  findImportedTable: FindImportedTable;
  factsOf: FactsOf;
  /** Those who share an entry follow what was announced of it. */
  onAnnounced: OnAnnounced;
}

export function catalogueRoutes(app: App, room: CatalogueRoom): void {
  searchRoutes(app, room);
  standardRoutes(app);
  spreadsheetRoutes(app, room);
  draftRoutes(app, room);
  reviewRoutes(app, room);
}
