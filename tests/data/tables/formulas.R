# R's answers for tests/regression/formula/formula_test.ts.
# Rscript formulas.R, in this folder; needs r-cran-mass, r-cran-sandwich, r-cran-car and r-cran-jsonlite of Debian.
library(sandwich)
suppressMessages(library(car))
save <- function(d, name) write.csv(d, name, row.names = FALSE, quote = FALSE)
plain <- function(d) { d[] <- lapply(d, function(x) if (is.factor(x)) as.character(x) else x); d }
esoph <- plain(datasets::esoph)
insurance <- plain(MASS::Insurance)
quine <- plain(MASS::quine)
infert <- plain(datasets::infert)
save(esoph, "esoph.csv"); save(insurance, "insurance.csv"); save(quine, "quine.csv")
save(datasets::airquality, "airquality.csv"); save(datasets::ToothGrowth, "toothgrowth.csv")
save(infert, "infert.csv")
read <- function(name) {
  d <- read.csv(name, stringsAsFactors = TRUE, check.names = FALSE)
  d[] <- lapply(d, function(x) if (is.factor(x)) factor(as.character(x), sort(unique(as.character(x)), method = "radix")) else x)
  d
}
exact <- glm.control(epsilon = 1e-14, maxit = 100)
answers <- list()
case <- function(file, formula, family = "gaussian", weights = NULL, errors = "model", cluster = NULL, args = c()) {
  d <- read(file)
  w <- if (is.null(weights)) NULL else d[[weights]]
  d$.w <- if (is.null(w)) 1 else w
  f <- as.formula(formula)
  m <- if (family == "gaussian") lm(f, d, weights = .w) else
    glm(f, family, d, weights = .w, control = exact)
  # glm's errors are those of the step before the last; once more from the end, they are those of the end.
  if (family != "gaussian") m <- glm(f, family, d, weights = .w, control = exact, start = ifelse(is.na(coef(m)), 0, coef(m)))
  v <- if (!is.null(cluster)) vcovCL(m, d[[cluster]]) else
    if (startsWith(errors, "HC")) vcovHC(m, errors) else vcov(m)
  students <- family %in% c("gaussian", "quasipoisson", "quasibinomial")
  se <- sqrt(diag(v)); t <- coef(m) / se; df <- df.residual(m)
  q <- if (students) qt(0.975, df) else qnorm(0.975)
  p <- if (students) 2 * pt(-abs(t), df) else 2 * pnorm(-abs(t))
  # R 4.2 counts an offset as explained.
  null <- if (!is.null(m$offset) && family == "gaussian") NULL else if (family == "gaussian") sum(weighted.residuals(m)^2) / (1 - summary(m)$r.squared) else m$null.deviance
  # car's tests of type II, and its variance inflation; of the families other than gaussian Wald's, where no term is within another.
  isPlain <- family == "gaussian" && errors == "model" && is.null(cluster)
  labels <- attr(terms(m), "term.labels")
  hasProducts <- any(grepl(":", labels, fixed = TRUE))
  tests <- if (isPlain) tryCatch({
    a <- suppressMessages(car::Anova(m, type = 2)); a <- a[rownames(a) != "Residuals", ]
    list(sumOfSquares = I(a[["Sum Sq"]]), statistic = I(a[["F value"]]), p = I(a[["Pr(>F)"]]), df = I(a[["Df"]]))
  }, error = function(e) NULL) else if (family %in% c("binomial", "poisson") && !hasProducts && errors == "model" && is.null(cluster)) tryCatch({
    a <- car::Anova(m, type = 2, test.statistic = "Wald")
    list(statistic = I(a[["Chisq"]]), p = I(a[["Pr(>Chisq)"]]), df = I(a[["Df"]]))
  }, error = function(e) NULL) else NULL
  inflation <- if (length(labels) > 1 && !hasProducts) tryCatch({
    v <- car::vif(m); I(unname(if (is.matrix(v)) v[, 1] else v))
  }, error = function(e) NULL) else NULL
  like <- if (startsWith(family, "quasi")) NULL else list(logLikelihood = as.numeric(logLik(m)), aic = AIC(m), bic = BIC(m))
  answers[[length(answers) + 1]] <<- c(list(
    file = file, formula = formula, family = family, weights = weights, errors = errors, cluster = cluster,
    names = I(names(coef(m))), estimates = I(unname(coef(m))), standardErrors = I(unname(se)), statistics = I(unname(t)),
    p = I(unname(p)), low = I(unname(coef(m) - q * se)), high = I(unname(coef(m) + q * se)),
    residualDf = df, deviance = deviance(m), termTests = tests, inflation = inflation), if (is.null(null)) NULL else list(nullDeviance = null), like)
}
case("mtcars.csv", "mpg ~ log(hp)*wt + factor(cyl) + I(qsec^2)")
case("mtcars.csv", "log(mpg) ~ (. - .w) - hp - disp")
case("mtcars.csv", "mpg ~ (wt + hp + factor(gear))^2 - wt:hp")
case("mtcars.csv", "1/mpg ~ poly(wt, 2, raw = TRUE) + sqrt(disp)", errors = "HC2")
case("mtcars.csv", "mpg ~ wt + factor(gear)", errors = "HC0")
case("mtcars.csv", "mpg ~ wt + factor(gear)", errors = "HC1", weights = "disp")
case("mtcars.csv", "mpg ~ wt + factor(gear) + offset(0.1 * qsec)", errors = "HC3", weights = "disp")
case("mtcars.csv", "mpg ~ wt + hp", cluster = "cyl")
case("warpbreaks.csv", "breaks ~ wool*tension")
case("warpbreaks.csv", "breaks ~ 0 + wool:tension")
case("warpbreaks.csv", "breaks ~ wool/tension")
case("warpbreaks.csv", "breaks ~ 0 + wool + tension", "quasipoisson")
case("warpbreaks.csv", "breaks ~ tension + wool:tension", "poisson", errors = "HC3")
case("iris.csv", "`sepal length` ~ `petal length`*species - 1")
case("iris.csv", "`sepal length` ~ species:`petal width` + `petal width`")
case("swiss.csv", "Fertility ~ (. - .w)^2")
case("insurance.csv", "Claims ~ factor(District) + Group + Age + offset(log(Holders))", "poisson")
case("insurance.csv", "Claims ~ Group + offset(log(Holders))", "poisson", cluster = "District")
case("insurance.csv", "Claims ~ 0 + Group + offset(log(Holders))", "poisson")
case("insurance.csv", "Claims ~ 0 + log(Holders) + offset(0.5 * log(Holders))", "poisson")
case("esoph.csv", "cbind(ncases, ncontrols) ~ agegp + alcgp", "binomial")
case("esoph.csv", "cbind(ncases, ncontrols) ~ alcgp*tobgp", "quasibinomial")
case("airquality.csv", "log(Ozone) ~ Solar.R*Wind + I(Temp > 80) + factor(Month)")
case("airquality.csv", "Ozone ~ abs(Wind - 10) + exp(Temp/50) + log1p(Solar.R) + (Month == 7)", errors = "HC1")
case("toothgrowth.csv", "len ~ supp*log2(dose)")
case("quine.csv", "Days ~ Eth*Sex + Age + Lrn %in% Age", "quasipoisson")
case("infert.csv", "case ~ education + spontaneous*induced + offset(0.02 * age)", "binomial", errors = "HC0")
case("infert.csv", "case ~ age + parity", "binomial", cluster = "stratum")
case("breast-cancer.csv", "benign ~ `mean radius` + I(`mean texture`/10)", "binomial")
writeLines(jsonlite::toJSON(answers, digits = 17, auto_unbox = TRUE, pretty = FALSE, null = "null"), "formulas.json")
