export * from './election';
export * from './majority';
export * from './quorum';
