import '../../ui/styles/audit.css';

export { Board } from './board';
