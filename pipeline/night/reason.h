/* reason: why a file could not be read, in the words of whoever sent it and has to act
 * (reasons.def). */
#ifndef CHITIEU_PIPELINE_NIGHT_REASON_H
#define CHITIEU_PIPELINE_NIGHT_REASON_H

#include "core/error.h"
#include "pipeline/cli/language.h"

/* The sentence of a code; a general one for a code that has none. */
const char *reason_sentence(enum code code, enum language language);

#endif
