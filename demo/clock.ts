import { asOwner } from './found-city.ts';

const HOUR_MS = 3_600_000;

/** An hour of a day in Asia/Shanghai. */
export function moment(date: string, hour = 9): Date {
  return new Date(Date.parse(`${date}T00:00:00+08:00`) + hour * HOUR_MS);
}

/** The past is lived through; then what the city opens with is played. */
type Stage = 'loaded' | 'opened';
const MARKS: Readonly<Record<Stage, string>> = { loaded: 'demo_loaded_at', opened: 'demo_opened_at' };

/**
 * The city's past is lived through in order: its clock starts months ago and is put forward until it shows the
 * real time. Only the owner of the database may do this, and only in a demonstration city.
 */
export class CityClock {
  readonly #ownerUrl: string;

  constructor(ownerUrl: string) {
    this.#ownerUrl = ownerUrl;
  }

  /** Puts the clock to a moment; never back. */
  async moveTo(to: Date): Promise<void> {
    await asOwner(this.#ownerUrl, (client) =>
      client.query(
        `update platform.installation set clock_shift = greatest(clock_shift, $1::timestamptz - clock_timestamp()) where demo`,
        [to],
      ),
    );
  }

  /** From here on the city's clock goes with the real time, `behindMs` behind it. */
  async catchUp(behindMs: number): Promise<void> {
    await asOwner(this.#ownerUrl, (client) =>
      client.query(
        `update platform.installation set clock_shift = greatest(clock_shift, $1 * interval '-1 millisecond') where demo`,
        [behindMs],
      ),
    );
  }

  async mark(stage: Stage): Promise<void> {
    await asOwner(this.#ownerUrl, (client) =>
      client.query(`update platform.installation set ${MARKS[stage]} = clock_timestamp() where demo`),
    );
  }

  async hasReached(stage: Stage): Promise<boolean> {
    const result = await asOwner(this.#ownerUrl, (client) =>
      client.query<{ reached: boolean }>(
        `select ${MARKS[stage]} is not null as reached from platform.installation`,
      ),
    );
    return result.rows[0]?.reached ?? false;
  }

  /** The moment to which the past leads, as the first beginning of the load told it. */
  async present(): Promise<Date | undefined> {
    const result = await asOwner(this.#ownerUrl, (client) =>
      client.query<{ present: Date | null }>('select demo_present as present from platform.installation'),
    );
    return result.rows[0]?.present ?? undefined;
  }

  /** False for a platform that is in use and is no demonstration city: nothing may be loaded into it. */
  async mayLoad(): Promise<boolean> {
    const result = await asOwner(this.#ownerUrl, (client) =>
      client.query<{ demo: boolean }>('select demo from platform.installation'),
    );
    return result.rows[0]?.demo ?? true;
  }
}
