#!/bin/sh
# Makes the tables of this folder from the packages of Debian 12 that ship them: r-cran-kernlab, r-cran-modeldata, r-cran-mlbench
# and python3-sklearn. Run it in this folder.
set -e
Rscript -e 'save <- function(d, name) write.csv(d, paste0(name, ".csv"), row.names = FALSE, quote = FALSE)
data(spam, package = "kernlab"); save(spam, "spam")
data(concrete, package = "modeldata"); save(concrete, "concrete")
data(LetterRecognition, package = "mlbench"); save(LetterRecognition, "letters")'
gzip -9 -n -f spam.csv concrete.csv letters.csv
cp /usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz .
sha256sum -- *.gz
