export { Leaves } from './leaves';
export { Organisations } from './organisations';
export { People } from './people';
export { PersonPage } from './person-page';
export { Roles } from './roles';
