#!/bin/sh
# What an analyst corrects in the draft of blank.docx: the form's title, what stands for long, a sum that is not one.
set -e
cd "$1"
sed -i "s/^title: .*/title: 'Thống kê số liệu cải cách hành chính theo biểu mẫu'/" form.yaml
sed -i -E '/^(B2\.1|B2\.2|B2\.3|B3\.1\.|B3\.2\.|B3\.5-)/s/,flow,/,stock,/' indicators.csv
sed -i '/parts-of-7$/,/relation/s/relation: equals/relation: at-least/' checks.yaml
