/* doubt_inside: functions shared by the files doubt*.c and hold_back.c only.
 *
 *     doubt.c        the row, the column, the period; all doubts about a line
 *     doubt_unit.c   the unit: in its cell, the label, the header, a caption
 *     doubt_share.c  percentages that may be shares of 1
 *     hold_back.c    the outcome: review, with the first reason
 */
#ifndef CHITIEU_NORMALIZE_VALUE_DOUBT_INSIDE_H
#define CHITIEU_NORMALIZE_VALUE_DOUBT_INSIDE_H

#include "normalize/value/doubt.h"

/* Puts a reported reading under review; one that is already under review keeps its reason. `why`
 * NULL: memory ran out while it was written. */
void hold_back(struct value_reading *reading, const char *why);

/* Puts a blank reading under review. */
void hold_back_blank(struct value_reading *reading, const char *why);

void doubt_unit(const struct doubt_context *d, const struct form_row *row, const struct line *line,
                struct value_reading *reading);

#endif
