/** Which process answers: a replica that was restarted, or another one, such as behind a port that was forwarded anew. */

/** A start this much before the last answer still counts as later: the clock may have been corrected. */
const CORRECTION = 10000;

export const nameOf = ({ host, backend }) => `${host} → ${backend}`;

/** Whether `service` is what answered in `last`, restarted. */
export const isRestartOf = (last, service) =>
  nameOf(last.service) === nameOf(service) && service.startedAt > last.now - CORRECTION;
