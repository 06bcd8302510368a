import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Goes to an address. `over`: the page that was left is not come back to, so that "back" never stands before a form that was sent. */
export const useGo = () => {
  const navigate = useNavigate();
  return useCallback((href: string, over = false) => void navigate({ to: href as '/', replace: over }), [navigate]);
};
