/* coverage: accounts for every row of the form's tables and for every filled value cell.
 *
 * A value cell whose content no indicator took is a finding (unmatched-value, misplaced-value), so
 * that no number disappears; text after a label is a note (label-note). Findings are in the
 * report's arena. Source: DESIGN §4 (coverage).
 */
#ifndef CHITIEU_NORMALIZE_COVERAGE_H
#define CHITIEU_NORMALIZE_COVERAGE_H

#include "normalize/work.h"

/* Counts into the report's coverage and adds findings; needs the observations. false when memory is
 * out. */
MUST_USE bool coverage_count(struct work *w);

#endif
