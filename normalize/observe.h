/* observe: one observation per indicator, in the form's order, from the lines matched to the form's
 * rows.
 *
 * Reads each value cell, holds back what is in doubt, records the steps and emits the event; a
 * value that needs review, or is invalid, is also a finding (value-review, value-invalid).
 * Ownership: observations in the report's arena. Events: VALUE_READ, VALUE_REFUSED. Source: DESIGN
 * §4.
 */
#ifndef CHITIEU_NORMALIZE_OBSERVE_H
#define CHITIEU_NORMALIZE_OBSERVE_H

#include "normalize/work.h"

/* Fills the report's observations and work.observation_of_row; needs the matches. false when
 * memory is out. */
MUST_USE bool observe_all(struct work *w);

#endif
