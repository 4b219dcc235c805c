import { loadEndpointSettings } from '../../model/index.js';
import type { EndpointSettings } from '../../spec/index.js';

/** Settings of an endpoint from a file, where one was named. */
export function endpointSettingsIn(file: string | undefined): Promise<EndpointSettings> | EndpointSettings {
  return file === undefined ? {} : loadEndpointSettings(file);
}
