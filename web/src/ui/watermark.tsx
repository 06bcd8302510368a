import { useEffect, useRef } from 'react';
import { useMe } from '../api/queries';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

/** Grey that is seen on either theme and hides no letter. */
const tile = (text: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="260" height="180"><text x="16" y="130" transform="rotate(-24 16 130)" font-family="sans-serif" font-size="15" fill="#808080" fill-opacity="0.16">${escaped(text)}</text></svg>`;

/** Who looks at a file, and on what day, over the whole page and over each printed sheet: a photo of it says where it came from. */
export function Watermark() {
  const me = useMe();
  const sheet = useRef<HTMLDivElement>(null);
  const text = me.data ? `${me.data.person.name} ${me.data.today}` : '';
  useEffect(() => {
    // Set by script: the policy of the page allows no style in the markup.
    if (sheet.current && text) sheet.current.style.backgroundImage = `url("data:image/svg+xml,${encodeURIComponent(tile(text))}")`;
  }, [text]);
  return text === '' ? null : <div className="watermark" aria-hidden="true" data-viewer={text} ref={sheet} />;
}
