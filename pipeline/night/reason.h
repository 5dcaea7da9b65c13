/* reason: why a file could not be read and what to do, in words for whoever sent it (reasons.def).
 */
#ifndef CHITIEU_PIPELINE_NIGHT_REASON_H
#define CHITIEU_PIPELINE_NIGHT_REASON_H

#include "core/error.h"
#include "pipeline/cli/language.h"

/* The sentence of a code; a general one if the code has none. */
const char *reason_sentence(enum code code, enum language language);

#endif
