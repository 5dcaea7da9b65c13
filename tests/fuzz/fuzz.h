/* fuzz: what the fuzzing targets share: a package made of parts in memory, read whole under small limits.
 *
 * An input is the texts of a target's parts, each ended by a byte 1F (a control that XML cannot have); a part that is not given is
 * its default, or absent. So what the fuzzer changes is XML, not compressed bytes.
 */
#ifndef CHITIEU_TESTS_FUZZ_H
#define CHITIEU_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

struct fuzz_part {
    const char *name;    /* in the ZIP */
    const char *fixed;   /* its text; NULL: comes from the input */
    const char *absent;  /* of an input that does not give it; NULL: left out */
};

/* Makes the package and extracts it as chitieu extract does; whatever comes of it must be writable as a record and as text. */
void fuzz_package(const struct fuzz_part *parts, size_t count, const uint8_t *data, size_t size);

/* Extracts the bytes as they are. */
void fuzz_bytes(const uint8_t *bytes, size_t length);

/* The rule set of the form, loaded once; targets run from the top folder. Ends the program when there is none. */
struct ruleset;
const struct ruleset *fuzz_ruleset(void);

/* The fixed parts of a DOCX whose parts lie in /word and of an XLSX whose parts lie in /xl. */
extern const char fuzz_docx_types[], fuzz_docx_root[], fuzz_docx_relations[];
/* The same of one whose body is a page of HTML, /word/page.html. */
extern const char fuzz_page_types[], fuzz_page_document[], fuzz_page_relations[];
extern const char fuzz_xlsx_types[], fuzz_xlsx_root[], fuzz_xlsx_workbook[], fuzz_xlsx_relations[];

#endif
