/** What the link that led here has chosen already: `?kind=talk&cases=a,b`. Read once; changing the form does not change the address. */
export const asked = (name: string): string | undefined =>
  new URLSearchParams(location.search).get(name)?.replace(/^"|"$/g, '') || undefined;
