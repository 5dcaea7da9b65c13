#include "pipeline/night/reason.h"

#include <stddef.h>

static const struct {
    enum code code;
    const char *sentence;
} reasons[] = {
#define REASON(code, sentence) {CODE_##code, sentence},
#include "pipeline/night/reasons.def"
#undef REASON
};

const char *reason_sentence(enum code code, enum language language) {
    const char *sentence =
        MARKED("The file cannot be read; ask the sender for it again, as .docx or .xlsx.");
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].code == code)
            sentence = reasons[i].sentence;
    return language_text(language, sentence);
}
