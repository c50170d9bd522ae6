// A script of its own: grammars are more than half of all code and no page needs them to start.
import { handOver } from '../base/publishLazyModule';
import { highlight } from '../markdown/highlight';

handOver('highlighter', highlight);
