import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** A link inside the portal, by its address. Lists build their addresses from what they were given, so these are texts. */
export const To = ({
  href,
  children,
  className = 'link',
  ...rest
}: {
  readonly href: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly 'aria-label'?: string;
}) => (
  <Link to={href as '/'} className={className} {...rest}>
    {children}
  </Link>
);
