import { documentationFiles } from '../../shared/http/documentation-files.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { pageFiles } from '../../shared/http/page-files.ts';
import { productRuntime } from '../../shared/http/product-runtime.ts';
import { serviceRoom } from './room.ts';

export const handler = httpHandler(serviceRoom, { documentationFiles, pageFiles }, productRuntime);
