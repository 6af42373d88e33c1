import { buildPages } from '../scripts/build.ts';

export default buildPages;
