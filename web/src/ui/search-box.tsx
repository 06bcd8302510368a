import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGo } from './go';

/** The one search of the frame; the key "/" leads to it from anywhere that nobody types. */
export function SearchBox() {
  const { t } = useTranslation();
  const go = useGo();
  const [q, setQ] = useState('');
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as HTMLElement | null)?.closest('input,textarea,select,[contenteditable]')) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const search = (event: FormEvent) => {
    event.preventDefault();
    if (q.trim() === '') return;
    go(`/search?q=${encodeURIComponent(q.trim())}`);
    setQ('');
  };
  return (
    <search>
      <form className="find" onSubmit={search}>
        <input
          ref={box}
          className="input"
          type="search"
          aria-label={t('search.title')}
          placeholder={t('search.short')}
          maxLength={50}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        <button type="submit" className="choice">
          {t('search.do')}
        </button>
      </form>
    </search>
  );
}
