import { own } from './own';
import { portal } from './portal';

/** What is said before any page of an area has been fetched. */
export const first = { ...portal, ...own };
