# R's own tables as CSV, and what lm and glm make of them and of the others: expected.json.
#
#     Rscript make.R

datasets <- list(mtcars = mtcars, swiss = swiss, warpbreaks = warpbreaks)
for (name in names(datasets)) {
  write.csv(datasets[[name]], paste0(name, ".csv"), row.names = FALSE, quote = FALSE)
}
read <- function(name) read.csv(paste0(name, ".csv"), check.names = FALSE, stringsAsFactors = TRUE)
number <- function(x) ifelse(is.finite(x), sprintf("%.17g", x), "null")
list_of <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
control <- glm.control(epsilon = 1e-15, maxit = 100)

fits <- list()
record <- function(title, name, args, model, r) {
  table <- coef(summary(model))
  linear <- !inherits(model, "glm")
  interval <- if (linear) confint(model) else confint.default(model)
  s <- summary(model)
  parts <- c(
    file = paste0('"', name, '.csv"'), args = paste0('["', paste(args, collapse = '", "'), '"]'), r = paste0('"', r, '"'),
    estimates = list_of(table[, 1]), standardErrors = list_of(table[, 2]), statistics = list_of(table[, 3]),
    p = list_of(table[, 4]), low = list_of(interval[, 1]), high = list_of(interval[, 2]),
    deviance = number(deviance(model)), residualDf = number(model$df.residual), aic = number(AIC(model)), bic = number(BIC(model)),
    logLikelihood = number(as.numeric(logLik(model)))
  )
  parts <- c(parts, if (linear) {
    c(rSquared = number(s$r.squared), adjustedRSquared = number(s$adj.r.squared), sigma = number(s$sigma),
      f = number(s$fstatistic[[1]]))
  } else c(nullDeviance = number(model$null.deviance)))
  fits[[title]] <<- paste0('"', names(parts), '": ', parts, collapse = ",\n  ")
}
fit <- function(title, name, args, call) {
  data <- read(name)
  model <- eval(call, list(data = data, control = control))
  # glm's standard errors are those of the step before the last; once more from the end, they are those of the end.
  if (inherits(model, "glm")) {
    call$start <- coef(model)
    model <- eval(call, list(data = data, control = control))
    call$start <- NULL
  }
  record(title, name, args, model, gsub('"', "'", paste(deparse(call), collapse = "")))
}

fit("mtcars, linear", "mtcars", c("--target", "mpg"), quote(lm(mpg ~ ., data)))
fit("mtcars, with a category of numbers", "mtcars", c("--target", "mpg", "--features", "wt,cyl", "--categorical", "cyl"),
    quote(lm(mpg ~ wt + factor(cyl), data)))
fit("mtcars, weighted", "mtcars", c("--target", "mpg", "--features", "wt,hp", "--weights", "carb"),
    quote(lm(mpg ~ wt + hp, data, weights = carb)))
fit("mtcars, no intercept", "mtcars", c("--target", "mpg", "--features", "wt,hp", "--no-intercept"),
    quote(lm(mpg ~ 0 + wt + hp, data)))
fit("mtcars, under a condition", "mtcars", c("--target", "mpg", "--features", "wt,hp", "--where", "cyl <= 6"),
    quote(lm(mpg ~ wt + hp, data, subset = cyl <= 6)))
fit("mtcars, logistic", "mtcars", c("--target", "am", "--family", "logistic", "--features", "wt,hp"),
    quote(glm(am ~ wt + hp, binomial, data, control = control)))
fit("mtcars, logistic without an intercept", "mtcars",
    c("--target", "am", "--family", "logistic", "--features", "wt,hp", "--no-intercept"),
    quote(glm(am ~ 0 + wt + hp, binomial, data, control = control)))
fit("mtcars, logistic, weighted", "mtcars",
    c("--target", "vs", "--family", "logistic", "--features", "wt", "--weights", "carb"),
    quote(glm(vs ~ wt, binomial, data, weights = carb, control = control)))
fit("mtcars, poisson", "mtcars", c("--target", "carb", "--family", "poisson", "--features", "wt,hp,qsec"),
    quote(glm(carb ~ wt + hp + qsec, poisson, data, control = control)))
fit("swiss, linear", "swiss", c("--target", "Fertility"), quote(lm(Fertility ~ ., data)))
fit("warpbreaks, linear", "warpbreaks", c("--target", "breaks"), quote(lm(breaks ~ ., data)))
fit("warpbreaks, poisson", "warpbreaks", c("--target", "breaks", "--family", "poisson"),
    quote(glm(breaks ~ ., poisson, data, control = control)))
fit("diabetes, linear", "diabetes", c("--target", "progression"), quote(lm(progression ~ ., data)))
fit("iris, linear", "iris", c("--target", "sepal length"), quote(lm(`sepal length` ~ ., data)))
fit("breast-cancer, logistic", "breast-cancer",
    c("--target", "benign", "--family", "logistic", "--features", "mean radius,mean texture,mean smoothness,mean symmetry"),
    quote(glm(benign ~ `mean radius` + `mean texture` + `mean smoothness` + `mean symmetry`, binomial, data, control = control)))

writeLines(paste0("{\n", paste0('"', names(fits), '": {\n  ', fits, "\n}", collapse = ",\n"), "\n}"), "expected.json")
