import { defineRoom } from '../../shared/contract/route.ts';
import { getDetailedHealth } from './detailed-health.ts';
import { getCacheFigures, getMetrics } from './metrics.ts';
import { changeSettings, getSettings } from './settings.ts';

export const administrationRoom = defineRoom({
  id: 'administration',
  title: 'Administration',
  routes: [getMetrics, getDetailedHealth, getCacheFigures, getSettings, changeSettings],
  memoryMegabytes: 512,
  timeoutSeconds: 10,
  failureCosts:
    'Administrators see no figures and change no settings. Documents are read and requests answered all the same.',
});
