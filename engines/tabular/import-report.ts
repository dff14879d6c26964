import type { ColumnChanges } from './change-log.ts';
import type { ColumnType } from './column-plan.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { DefectCount, DefectSample } from './defect-log.ts';

export interface Progress {
  /** Of the source, as given. */
  bytesRead: number;
  /** Records other than header and blank ones: loaded and rejected. */
  rowsRead: number;
  rowsLoaded: number;
  rowsRejected: number;
  blankRows: number;
  /** Number of the last row judged, header and blank rows counted. */
  lastRow: number;
}

export interface ColumnReport {
  source: string;
  target: string;
  type: ColumnType;
  profile: ColumnProfile;
  changes: ColumnChanges;
}

/** All counts are exact but those that `ColumnProfile` marks as estimates. */
export interface ImportReport extends Progress {
  columns: ColumnReport[];
  defects: DefectCount[];
  samples: DefectSample[];
}
