# R's answers for tests/regression/fit/families_test.ts.
# Rscript families.R, in this folder; needs r-cran-mass, r-cran-sandwich and r-cran-jsonlite of Debian.
library(sandwich)
library(MASS)
read <- function(name) {
  d <- read.csv(name, stringsAsFactors = TRUE, check.names = FALSE)
  d[] <- lapply(d, function(x) if (is.factor(x)) factor(as.character(x), sort(unique(as.character(x)), method = "radix")) else x)
  d
}
near <- glm.control(epsilon = 1e-10, maxit = 200)
# glm stops on the deviance, which is flat where it is least: Fisher's scoring goes on from there.
polished <- function(m) {
  x <- model.matrix(m); w <- m$prior.weights; b <- coef(m); f <- m$family
  o <- if (is.null(m$offset)) 0 else m$offset
  for (i in 1:200) {
    eta <- drop(x %*% b) + o; mu <- f$linkinv(eta); g <- f$mu.eta(eta)
    b <- coef(lm.wfit(x, eta - o + (m$y - mu) / g, w * g^2 / f$variance(mu)))
  }
  b
}
once <- glm.control(epsilon = 1e-10, maxit = 1)
answers <- list()
case <- function(file, formula, family, link, errors = "model", weights = NULL, start = NULL) suppressWarnings({
  message(paste(file, formula, family, link))
  d <- read(file)
  d$.w <- if (is.null(weights)) 1 else d[[weights]]
  f <- as.formula(formula)
  m <- if (family == "negative.binomial") {
    m <- do.call(glm.nb, list(f, d, weights = d$.w, control = near, link = as.name(link)))
    for (i in 1:40) {
      theta <- theta.ml(m$y, fitted(m), weights = d$.w, limit = 100, eps = 1e-15)
      m <- do.call(glm, list(f, negative.binomial(theta, link), d, weights = d$.w, control = once, start = polished(m)))
    }
    m
  } else {
    given <- get(family)(link)
    m <- do.call(glm, list(f, given, d, weights = d$.w, control = near, start = start))
    do.call(glm, list(f, given, d, weights = d$.w, control = once, start = polished(m)))
  }
  v <- if (errors == "model") summary(m, dispersion = if (family == "negative.binomial") 1)$cov.scaled else sandwich::vcovHC(m, errors)
  e <- sqrt(diag(v))
  isT <- family %in% c("gaussian", "Gamma", "inverse.gaussian")
  nb <- family == "negative.binomial"
  likelihood <- if (nb) sum(d$.w * dnbinom(m$y, theta, mu = fitted(m), log = TRUE)) else as.numeric(logLik(m))
  k <- length(coef(m)) + nb
  answers[[length(answers) + 1]] <<- list(
    file = file, formula = formula, family = family, link = link, errors = errors, weights = weights,
    names = names(coef(m)), estimates = unname(coef(m)), standardErrors = unname(e),
    p = unname(if (isT) 2 * pt(-abs(coef(m) / e), m$df.residual) else 2 * pnorm(-abs(coef(m) / e))),
    deviance = deviance(m), nullDeviance = m$null.deviance, residualDf = m$df.residual,
    logLikelihood = likelihood, aic = if (nb) -2 * likelihood + 2 * k else AIC(m),
    pearson = sum(residuals(m, "pearson")^2),
    dispersion = if (isT) summary(m)$dispersion else NULL,
    theta = if (nb) as.numeric(theta) else NULL)
})
case("mtcars.csv", "mpg ~ wt + hp", "Gamma", "inverse")
case("mtcars.csv", "mpg ~ wt + factor(cyl)", "Gamma", "log")
case("mtcars.csv", "mpg ~ wt", "Gamma", "identity", start = c(37, -5))
case("warpbreaks.csv", "breaks ~ wool*tension", "Gamma", "log", errors = "HC3")
case("toothgrowth.csv", "len ~ supp + log2(dose)", "Gamma", "log", weights = "dose")
case("airquality.csv", "Ozone ~ Temp + Wind", "Gamma", "log", errors = "HC1")
case("mtcars.csv", "disp ~ wt + hp", "inverse.gaussian", "log")
case("mtcars.csv", "mpg ~ wt + hp", "inverse.gaussian", "1/mu^2")
case("mtcars.csv", "mpg ~ wt", "inverse.gaussian", "inverse")
case("swiss.csv", "Fertility ~ Education + Catholic", "inverse.gaussian", "identity")
case("swiss.csv", "Fertility ~ Education + Catholic", "gaussian", "log")
case("mtcars.csv", "mpg ~ wt + qsec", "gaussian", "inverse")
case("infert.csv", "case ~ spontaneous + induced + age", "binomial", "probit")
case("infert.csv", "case ~ spontaneous*induced", "binomial", "cloglog", errors = "HC0")
case("esoph.csv", "cbind(ncases, ncontrols) ~ agegp + alcgp", "binomial", "probit")
case("esoph.csv", "cbind(ncases, ncontrols) ~ alcgp + tobgp", "binomial", "log", start = c(-2, rep(0, 6)))
case("breast-cancer.csv", "benign ~ `mean radius` + I(`mean texture`/10)", "binomial", "probit")
case("quine.csv", "Days ~ Eth + Sex", "poisson", "sqrt")
case("warpbreaks.csv", "breaks ~ wool + tension", "poisson", "identity")
case("warpbreaks.csv", "breaks ~ wool*tension", "negative.binomial", "log")
case("quine.csv", "Days ~ Eth*Age + Sex + Lrn", "negative.binomial", "log")
case("quine.csv", "Days ~ Eth + Sex", "negative.binomial", "sqrt", errors = "HC0")
case("warpbreaks.csv", "breaks ~ wool + tension", "negative.binomial", "identity")
writeLines(jsonlite::toJSON(answers, digits = 17, auto_unbox = TRUE, pretty = FALSE, null = "null"), "families.json")
