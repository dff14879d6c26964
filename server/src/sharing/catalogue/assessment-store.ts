import type { Tx } from '../../platform/database/transaction.ts';
import type { AssessmentKind, AssessmentResult } from './required-assessments.ts';

export interface Assessment {
  id: string;
  forVersion: number;
  kind: AssessmentKind;
  result: AssessmentResult;
  /** YYYY-MM-DD. */
  assessedOn: string;
  assessedBy: string;
  findings: string;
  paperName: string;
  /** SHA-256 of the paper, 64 hexadecimal digits. */
  paperHash: string;
  paperStored: boolean;
  recordedByName: string;
  recordedAt: string;
  receipt: string;
}

const COLUMNS = `id, for_version as "forVersion", kind, result, assessed_on as "assessedOn", assessed_by as "assessedBy",
  findings, paper_name as "paperName", paper_hash as "paperHash", paper_stored as "paperStored",
  recorded_by_name as "recordedByName", recorded_at as "recordedAt", entry_id as receipt`;

type Row = Omit<Assessment, 'recordedAt'> & { recordedAt: Date };
const toAssessment = (row: Row): Assessment => ({ ...row, recordedAt: row.recordedAt.toISOString() });

export type NewAssessment = Omit<Assessment, 'id' | 'recordedByName' | 'recordedAt'> & {
  resourceId: string;
  providerId: string;
  authorityId: string;
};

export async function insertAssessment(tx: Tx, input: NewAssessment): Promise<Assessment> {
  const result = await tx.client.query<Row>(
    `insert into catalogue.assessment (resource_id, provider_id, authority_id, for_version, kind, result, assessed_on,
       assessed_by, findings, paper_name, paper_hash, paper_stored, recorded_by, recorded_by_name, recorded_at, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) returning ${COLUMNS}`,
    [
      input.resourceId,
      input.providerId,
      input.authorityId,
      input.forVersion,
      input.kind,
      input.result,
      input.assessedOn,
      input.assessedBy,
      input.findings,
      input.paperName,
      input.paperHash,
      input.paperStored,
      tx.actor.personId,
      tx.actor.name,
      tx.now,
      input.receipt,
    ],
  );
  const row = result.rows[0];
  if (!row) throw new Error('the assessment was not inserted');
  return toAssessment(row);
}

/** Assessments of an entry, newest first. */
export async function listAssessments(tx: Tx, resourceId: string): Promise<Assessment[]> {
  const result = await tx.client.query<Row>(
    `select ${COLUMNS} from catalogue.assessment where resource_id = $1 order by id desc limit 200`,
    [resourceId],
  );
  return result.rows.map(toAssessment);
}

/** Which of these contents are papers of an assessment. */
export async function findAssessedPapers(tx: Tx, hashes: readonly string[]): Promise<string[]> {
  const result = await tx.client.query<{ hash: string }>(
    'select distinct paper_hash as hash from catalogue.assessment where paper_stored and paper_hash = any ($1)',
    [hashes],
  );
  return result.rows.map((row) => row.hash);
}
