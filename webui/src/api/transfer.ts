// The speeds and limits of the whole server.

import { answer, get, post } from './client';

/** Bytes per second; 0 is none. */
export interface SpeedLimits {
  dl_limit: number;
  up_limit: number;
  alt_dl_limit: number;
  alt_up_limit: number;
}

export const transfer = {
  async speedLimits(): Promise<SpeedLimits> {
    return answer<SpeedLimits>(await get('transfer/getSpeedLimits'));
  },

  async setSpeedLimits(limits: SpeedLimits): Promise<void> {
    await post('transfer/setSpeedLimits', { ...limits });
  },

  async useAlternative(on: boolean): Promise<void> {
    await post('transfer/setSpeedLimitsMode', { mode: on ? 1 : 0 });
  },

  async resumeSession(): Promise<void> {
    await post('transfer/resumeSession');
  },
};
