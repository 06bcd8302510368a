import { lazy, Suspense } from 'react';

const SquareCode = lazy(() => import('./square-code'));

/** Drawing a square takes a library that few pages need: it comes with the first square. */
export const Square = (props: { readonly value: string; readonly size?: number }) => (
  <Suspense fallback={null}>
    <SquareCode {...props} />
  </Suspense>
);
