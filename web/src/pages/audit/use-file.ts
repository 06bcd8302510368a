import { useEffect, useState } from 'react';

/** An address for a text, as long as it is shown; to be saved by a link with `download`. */
export const useFile = (text: string, type: string): string => {
  const [address, setAddress] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [text, type]);
  return address;
};
