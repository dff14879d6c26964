import { asOwner } from './found-city.ts';

const HOUR_MS = 3_600_000;

/** An hour of a day in Asia/Shanghai. */
export function moment(date: string, hour = 9): Date {
  return new Date(Date.parse(`${date}T00:00:00+08:00`) + hour * HOUR_MS);
}

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

  async markLoaded(): Promise<void> {
    await asOwner(this.#ownerUrl, (client) =>
      client.query('update platform.installation set demo_loaded_at = clock_timestamp() where demo'),
    );
  }

  async isLoaded(): Promise<boolean> {
    const result = await asOwner(this.#ownerUrl, (client) =>
      client.query<{ loaded: boolean }>(
        'select demo_loaded_at is not null as loaded from platform.installation',
      ),
    );
    return result.rows[0]?.loaded ?? false;
  }

  /** False for a platform that is in use and is no demonstration city: nothing may be loaded into it. */
  async mayLoad(): Promise<boolean> {
    const result = await asOwner(this.#ownerUrl, (client) =>
      client.query<{ demo: boolean }>('select demo from platform.installation'),
    );
    return result.rows[0]?.demo ?? true;
  }
}
