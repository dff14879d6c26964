import styles from './clock-chip.module.css';
import { type ClockView, clockTone, usedShare } from './clock-tone.ts';

const radius = 6.2;
const circumference = 2 * Math.PI * radius;

/** The sign of a clock: its shape alone tells the states apart, without colour. */
export function ClockRing({ clock }: { clock: ClockView }) {
  const tone = clockTone(clock);
  return (
    <svg viewBox="0 0 16 16" className={styles['ring']} aria-hidden="true" focusable="false">
      {tone === 'late' && <LateSign />}
      {(tone === 'done' || tone === 'doneLate') && <DoneSign />}
      {tone === 'paused' && <PausedSign />}
      {tone === 'unknown' && <circle cx="8" cy="8" r={radius} className={styles['dashed']} />}
      {tone === 'today' && <circle cx="8" cy="8" r={radius} className={styles['arc']} />}
      {(tone === 'calm' || tone === 'soon') && <RunningSign share={usedShare(clock)} />}
    </svg>
  );
}

function RunningSign({ share }: { share: number }) {
  return (
    <>
      <circle cx="8" cy="8" r={radius} className={styles['track']} />
      <circle
        cx="8"
        cy="8"
        r={radius}
        className={styles['arc']}
        strokeDasharray={`${circumference * share} ${circumference}`}
        transform="rotate(-90 8 8)"
      />
    </>
  );
}

function LateSign() {
  return (
    <>
      <circle cx="8" cy="8" r="7.4" className={styles['disc']} />
      <path d="M8 4.2v4.6" className={styles['cut']} />
      <circle cx="8" cy="11.4" r="1" className={styles['cutDot']} />
    </>
  );
}

function DoneSign() {
  return (
    <>
      <circle cx="8" cy="8" r="7.4" className={styles['disc']} />
      <path d="M5 8.2l2.1 2.1L11.2 6" className={styles['cut']} />
    </>
  );
}

function PausedSign() {
  return (
    <>
      <circle cx="8" cy="8" r={radius} className={styles['dashed']} />
      <path d="M6.6 6v4M9.4 6v4" className={styles['bars']} />
    </>
  );
}
