# R's glmnet, for tests/regression/paths/path_test.ts.
# Rscript paths.R, in this folder; needs r-cran-glmnet and r-cran-jsonlite of Debian.
suppressMessages(library(glmnet))
answers <- list()
case <- function(file, target, alpha = 1, weights = NULL, factors = c(), rows = NULL, folds = 5, lambdas = NULL) {
  d <- read.csv(file, stringsAsFactors = FALSE, check.names = FALSE)
  if (!is.null(rows)) d <- d[seq_len(rows), ]
  w <- if (is.null(weights)) rep(1, nrow(d)) else d[[weights]]
  for (name in factors) d[[name]] <- factor(d[[name]])
  x <- model.matrix(as.formula(paste0("`", target, "` ~ .")), d[setdiff(names(d), weights)])[, -1]
  y <- d[[target]]
  foldid <- (seq_along(y) * 7) %% folds + 1
  own <- glmnet(x, y, weights = w, alpha = alpha)
  # At the largest one itself rounding decides; it is compared as a number. Given lambdas are all solved for; cv.glmnet interpolates between those that it chooses itself.
  l <- if (is.null(lambdas)) 0.97 * own$lambda[1] * 10^-seq(0, 3, length.out = 13) else lambdas
  g <- function(...) glmnet(x, y, weights = w, alpha = alpha, lambda = l, thresh = 1e-22, maxit = 1e7, ...)
  m <- g()
  cv <- cv.glmnet(x, y, weights = w, alpha = alpha, lambda = l, foldid = foldid, grouped = TRUE, thresh = 1e-22, maxit = 1e7)
  answers[[length(answers) + 1]] <<- list(
    title = paste(file, target, "alpha", alpha), x = unname(x), y = y, weights = w, folds = foldid, alpha = alpha, lambdas = I(l),
    largest = own$lambda[1], second = own$lambda[2], intercepts = unname(m$a0), coefficients = unname(t(as.matrix(m$beta))),
    df = m$df, explained = m$dev.ratio, means = cv$cvm, errors = cv$cvsd, least = cv$lambda.min, within = cv$lambda.1se)
}
case("mtcars.csv", "mpg")
case("mtcars.csv", "mpg", alpha = 0.5)
case("mtcars.csv", "mpg", weights = "carb")
case("swiss.csv", "Fertility", alpha = 0.2)
case("warpbreaks.csv", "breaks", factors = c("wool", "tension"))
case("diabetes.csv", names(read.csv("diabetes.csv", check.names = FALSE))[11], folds = 10)
# Fewer rows than columns.
case("mtcars.csv", "mpg", rows = 9, folds = 3, lambdas = c(4, 2, 1, 0.5, 0.2))
writeLines(jsonlite::toJSON(answers, digits = I(15), auto_unbox = TRUE), "paths.json")
