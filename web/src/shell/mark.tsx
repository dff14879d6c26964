/** The two wheels. */
export function Mark() {
  return (
    <svg
      viewBox="0 0 36 22"
      width="2.25rem"
      height="1.375rem"
      fill="none"
      aria-hidden="true"
      focusable="false"
    >
      <g stroke="currentColor" strokeWidth="2">
        <circle cx="12" cy="11" r="9" />
        <circle cx="24" cy="11" r="9" />
        <path d="M11 11h14" />
      </g>
      <circle cx="11" cy="11" r="2.4" fill="currentColor" />
      <circle cx="25" cy="11" r="2.4" fill="currentColor" />
    </svg>
  );
}
