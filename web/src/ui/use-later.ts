import { useEffect, useState } from 'react';

/** A value once it has stood still for a moment: a search asks after the word, not after each letter. */
export const useLater = <T>(value: T, pauseMs = 250): T => {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return later;
};
