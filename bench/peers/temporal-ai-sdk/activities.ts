export { findDocument } from '../../load/find-document.ts';
