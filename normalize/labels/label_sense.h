/* label_sense: small differences of a label that make another indicator, however alike the rest is.
 *
 * "Tự chủ 50 %" is not "tự chủ 100 %", and "(trong kỳ báo cáo)" not "(lũy kế đến thời điểm báo
 * cáo)": a number of the form's label that the line's lacks, and a note in parentheses on another
 * span of time. Pure but for the arena. Source: DECISIONS §3.
 */
#ifndef CHITIEU_NORMALIZE_LABELS_LABEL_SENSE_H
#define CHITIEU_NORMALIZE_LABELS_LABEL_SENSE_H

#include "normalize/rules/ruleset.h"

/* True when the line's label (folded) has the numbers and the span of time of one of the row's
 * wordings. */
bool label_sense_matches(const struct ruleset *ruleset, const struct form_row *row,
                         const char *label, struct arena *arena);

#endif
