#include "normalize/value/doubt_inside.h"

void hold_back(struct value_reading *reading, const char *why) {
    if (reading->status != STATUS_REPORTED)
        return;
    reading->status = STATUS_REVIEW;
    reading->message = why ? why : "Memory ran out while a doubt was written down.";
}

void hold_back_blank(struct value_reading *reading, const char *why) {
    if (reading->status == STATUS_BLANK) {
        reading->status = STATUS_REVIEW;
        reading->message = why;
    }
}
