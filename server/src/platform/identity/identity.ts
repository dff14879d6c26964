import type { Config } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import { openDataKey, type DataKey } from './data-key.ts';

/** What signing in needs; made once by the composition root. */
export interface Identity {
  database: Database;
  dataKey: DataKey;
  /** Where browsers and programs reach the platform; decides cookie attributes and what a signature may name. */
  publicUrl: string;
  issuers: Config['oidc'];
}

export async function openIdentity(platform: { config: Config; database: Database }): Promise<Identity> {
  const { config, database } = platform;
  const dataKey = await openDataKey(config.dataDir);
  return { database, dataKey, publicUrl: config.publicUrl, issuers: config.oidc };
}
