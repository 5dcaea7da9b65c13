/* Automatic numbering: lists 1 to 3 used at several levels. The input is numbering and styles. */
#include "tests/fuzz/fuzz.h"

#define P(list, level) \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" list "'/></w:numPr></w:pPr></w:p>"
#define LEVELS(list) \
    P(list, "0") P(list, "1") P(list, "2") P(list, "0") P(list, "3") P(list, "8") P(list, "1")

static const char document[] =
    "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
    LEVELS("1") LEVELS("2") LEVELS("3") LEVELS("1")
    "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr></w:p><w:p><w:pPr><w:pStyle w:val='b'/></w:pPr></w:p></w:body></w:document>";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct fuzz_part parts[] = {
        {"[Content_Types].xml", fuzz_docx_types, NULL}, {"_rels/.rels", fuzz_docx_root, NULL},
        {"word/_rels/document.xml.rels", fuzz_docx_relations, NULL}, {"word/document.xml", document, NULL},
        {"word/numbering.xml", NULL, NULL}, {"word/styles.xml", NULL, NULL},
    };
    fuzz_package(parts, sizeof parts / sizeof *parts, data, size);
    return 0;
}
