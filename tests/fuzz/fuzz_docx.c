/* The DOCX reader. The input is document, styles, numbering, footnotes, header, theme. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct fuzz_part parts[] = {
        {"[Content_Types].xml", fuzz_docx_types, NULL}, {"_rels/.rels", fuzz_docx_root, NULL},
        {"word/_rels/document.xml.rels", fuzz_docx_relations, NULL}, {"word/document.xml", NULL, ""},
        {"word/styles.xml", NULL, NULL}, {"word/numbering.xml", NULL, NULL}, {"word/footnotes.xml", NULL, NULL},
        {"word/header1.xml", NULL, NULL}, {"word/theme.xml", NULL, NULL},
    };
    fuzz_package(parts, sizeof parts / sizeof *parts, data, size);
    return 0;
}
