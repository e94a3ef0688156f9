"""The references of a report."""

from __future__ import annotations

from satclip_backend.models.report.page import Page
from satclip_backend.translation import gettext, translated
from satclip_backend.translation import gettext_lazy as _

Publication = tuple[str, str, str]
"""Subject, citation and URL of a publication."""

SATCLIP = (
    _("Embeddings"),
    "Klemmer, Rolf, Robinson, Mackey and Rußwurm (2025). SatCLIP: Global, General-Purpose Location "
    "Embeddings with Satellite Imagery. Proceedings of the AAAI Conference on Artificial Intelligence 39.",
    "https://arxiv.org/abs/2311.17179",
)
KNNDM = (
    _("Folds"),
    "Linnenbrink, Milà, Ludwig and Meyer (2024). kNNDM CV: k-fold nearest-neighbour distance matching "
    "cross-validation for map accuracy estimation. Geoscientific Model Development 17, 5897–5912.",
    "https://doi.org/10.5194/gmd-17-5897-2024",
)
APPLICABILITY = (
    _("Area of applicability"),
    "Meyer and Pebesma (2021). Predicting into unknown space? Estimating the area of "
    "applicability of spatial prediction models. Methods in Ecology and Evolution 12, 1620–1633.",
    "https://doi.org/10.1111/2041-210X.13650",
)
CONFORMAL = (
    _("Prediction intervals and sets"),
    "Vovk, Gammerman and Shafer (2005). Algorithmic Learning in a Random World. Springer.",
    "https://doi.org/10.1007/b106715",
)
SKLEARN = (
    _("Estimators"),
    "Pedregosa and others (2011). Scikit-learn: Machine Learning in Python. Journal of Machine Learning "
    "Research 12, 2825–2830.",
    "https://jmlr.org/papers/v12/pedregosa11a.html",
)
SELECTION = (
    _("Forward selection of predictors"),
    "Meyer, Reudenbach, Hengl, Katurji and Nauss (2018). Improving performance of "
    "spatio-temporal machine learning models using forward feature selection and target-oriented validation. "
    "Environmental Modelling & Software 101, 1–9.",
    "https://doi.org/10.1016/j.envsoft.2017.12.001",
)
PRESENCES = [
    (
        _("Presences and background"),
        "Fithian and Hastie (2013). Finite-sample equivalence in statistical models for "
        "presence-only data. Annals of Applied Statistics 7, 1917–1939.",
        "https://doi.org/10.1214/13-AOAS667",
    ),
    (
        _("Target-group background"),
        "Phillips and others (2009). Sample selection bias and presence-only distribution "
        "models. Ecological Applications 19, 181–197.",
        "https://doi.org/10.1890/07-2153.1",
    ),
    (
        _("Boyce index"),
        "Hirzel and others (2006). Evaluating the ability of habitat suitability models to predict "
        "species presences. Ecological Modelling 199, 142–152.",
        "https://doi.org/10.1016/j.ecolmodel.2006.05.017",
    ),
    (
        _("Threshold"),
        "Liu, White and Newell (2013). Selecting thresholds for the prediction of species occurrence with "
        "presence-only data. Journal of Biogeography 40, 778–789.",
        "https://doi.org/10.1111/jbi.12058",
    ),
]
OLOFSSON = (
    _("Stratified and poststratified estimators"),
    "Olofsson, Foody, Herold, Stehman, Woodcock and Wulder (2014). Good practices for estimating area and assessing "
    "accuracy of land change. Remote Sensing of Environment 148, 42–57.",
    "https://doi.org/10.1016/j.rse.2014.02.015",
)
STEHMAN = (
    _("Strata that differ from the map's classes"),
    "Stehman (2014). Estimating area and map accuracy for stratified random "
    "sampling when the strata are different from the map classes. International Journal of Remote Sensing 35, "
    "4923–4939.",
    "https://doi.org/10.1080/01431161.2014.930207",
)


def cite(page: Page, models: bool, selection: bool = False, presence_only: bool = False) -> None:
    """Write the references.

    `models` adds those for the area of applicability and for uncertainty, or those for `presence_only` data;
    `selection` adds that for the selection of predictors.
    """
    page.text(gettext("Please cite this program, the encoder that you used, and:"))
    own = PRESENCES if presence_only else [CONFORMAL] if models else []
    more = [*([SELECTION] if selection else []), *([APPLICABILITY] if models else []), *own]
    list_publications(page, [SATCLIP, KNNDM, *more, SKLEARN])


def list_publications(page: Page, publications: list[Publication]) -> None:
    """Write a list of publications, each after its subject."""
    page.references([(f"{translated(what)}: {text}", url) for what, text, url in publications])
