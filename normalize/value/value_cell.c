#include "normalize/value/value_cell.h"
#include "core/text/utf8.h"

#include <stdarg.h>
#include <stdio.h>

/* The longest message quotes the cell; what does not fit is cut off at a whole character. */
enum { MESSAGE_BYTES = 400 };

/* Fifteen digits are what a double keeps of any number (DBL_DIG), and a workbook too. */
#define VALUE_MAX 999999999999999.0

void value_add_step(struct cell_text *c, const char *name) {
    if (c->out->step_count < VALUE_STEPS_MAX)
        c->out->steps[c->out->step_count++] = name;
}

bool value_refuse(struct cell_text *c, enum status status, const char *format, ...) {
    char message[MESSAGE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    utf8_trim_partial(message, sizeof message);
    c->out->status = status;
    c->out->message = arena_strdup(c->arena, message);
    return true;
}

bool value_report(struct cell_text *c, double value) {
    if (value > VALUE_MAX)
        return value_refuse(c, STATUS_INVALID,
                            "A number of more than 15 digits is not kept exactly: %g.", value);
    c->out->status = STATUS_REPORTED;
    c->out->has_value = true;
    c->out->value = value;
    return true;
}

bool value_review(struct cell_text *c, double value, const char *why) {
    c->out->has_value = true;
    c->out->value = value;
    return value_refuse(c, STATUS_REVIEW, "%s", why);
}
