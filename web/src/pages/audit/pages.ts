import '../../ui/styles/audit.css';

export { Board } from './board';
export { Charts } from './charts';
