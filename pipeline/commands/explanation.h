/* explanation: one observation explained to a person: the cell, the steps to the value, the row's
 * match, the findings.
 *
 * Composed from the events that the stages emitted while they worked, without repeating any of
 * their work; an event's fields are printed as they are, so that new ones appear by themselves.
 */
#ifndef CHITIEU_PIPELINE_COMMANDS_EXPLANATION_H
#define CHITIEU_PIPELINE_COMMANDS_EXPLANATION_H

#include "extract/document.h"
#include "normalize/report.h"
#include "normalize/rules/ruleset.h"
#include "pipeline/log/event_list.h"

struct explanation {
    const struct document *document;
    const struct report *report;
    const struct ruleset *ruleset;
    const struct form_row *row;
    const struct observation *observation; /* NULL when the document does not have the form */
    const struct event_list *events; /* at least those of the indicator and those of extract */
    unsigned width;                  /* of the terminal, in columns */
    bool colour;                     /* bold headings for a terminal */
};

void explanation_print(const struct explanation *explanation, struct buffer *out);

#endif
