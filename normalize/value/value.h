/* value: reads a value cell as the value of an indicator.
 *
 * Implements DECISIONS §2, row by row: a cell with one plausible reading is reported, one with
 * several is under review, one that cannot be a value of this kind is invalid, and nothing is
 * guessed. Words and units come from the rule set. A sheet's number is taken as stored; with a
 * percent format, times 100. Ownership: strings of the reading are constants or in the caller's
 * arena. Units: points for percentages, đồng for money. Source: DECISIONS §1 and §2.
 */
#ifndef CHITIEU_NORMALIZE_VALUE_VALUE_H
#define CHITIEU_NORMALIZE_VALUE_VALUE_H

#include "extract/document.h"
#include "normalize/rules/ruleset.h"

enum { VALUE_STEPS_MAX = 8 };

struct value_reading {
    enum status status; /* never STATUS_MISSING */
    bool has_value;     /* reported; review: the likelier reading */
    double value;
    bool signed_percent; /* a percent sign was written, or is the cell's format */
    bool has_fraction;
    double numerator, denominator;
    const char *steps[VALUE_STEPS_MAX];
    size_t step_count;
    const char *message; /* why it is not reported; NULL when it is, or blank */
};

/* Reads the cell (NULL: there is none) as a value of `row`. false when memory is out. */
MUST_USE bool value_read(const struct ruleset *ruleset, const struct form_row *row,
                         const struct cell *cell, struct arena *arena,
                         struct value_reading *reading);

#endif
