"""Abbreviations that reviews in biomedicine use, and their full forms.

Only such as need an explanation in a journal for a wide readership and mean one thing in
this field. What every reader knows (`common words` of `abbreviations`), interleukins, CD
antigens and gene symbols are not here.
"""

from __future__ import annotations

from functools import cache

_KNOWN = """
ROS|活性氧|reactive oxygen species
PI3K|磷脂酰肌醇 3-激酶|phosphatidylinositol 3-kinase
Akt|蛋白激酶 B|protein kinase B
PTEN|磷酸酶与张力蛋白同源物|phosphatase and tensin homolog
TGF-β|转化生长因子-β|transforming growth factor-β
TGF-β1|转化生长因子-β1|transforming growth factor-β1
TNF-α|肿瘤坏死因子-α|tumor necrosis factor-α
VEGF|血管内皮生长因子|vascular endothelial growth factor
NF-κB|核因子-κB|nuclear factor-κB
MAPK|丝裂原活化蛋白激酶|mitogen-activated protein kinase
ERK|胞外信号调节激酶|extracellular signal-regulated kinase
JNK|c-Jun 氨基端激酶|c-Jun N-terminal kinase
mTOR|哺乳动物雷帕霉素靶蛋白|mammalian target of rapamycin
AMPK|腺苷酸活化蛋白激酶|AMP-activated protein kinase
Nrf2|核因子 E2 相关因子 2|nuclear factor erythroid 2-related factor 2
HIF-1α|缺氧诱导因子-1α|hypoxia-inducible factor-1α
ECM|细胞外基质|extracellular matrix
EV|细胞外囊泡|extracellular vesicle
MSC|间充质干细胞|mesenchymal stem cell
ADSC|脂肪间充质干细胞|adipose-derived stem cell
BMSC|骨髓间充质干细胞|bone marrow mesenchymal stem cell
UC-MSC|脐带间充质干细胞|umbilical cord mesenchymal stem cell
hAEC|人羊膜上皮细胞|human amniotic epithelial cell
HSCT|造血干细胞移植|hematopoietic stem cell transplantation
GVHD|移植物抗宿主病|graft-versus-host disease
POI|早发性卵巢功能不全|premature ovarian insufficiency
POF|卵巢早衰|premature ovarian failure
PCOS|多囊卵巢综合征|polycystic ovary syndrome
FSH|卵泡刺激素|follicle-stimulating hormone
AMH|抗米勒管激素|anti-Müllerian hormone
AFC|窦卵泡计数|antral follicle count
NGF|神经生长因子|nerve growth factor
BDNF|脑源性神经营养因子|brain-derived neurotrophic factor
PDGF|血小板衍生生长因子|platelet-derived growth factor
HGF|肝细胞生长因子|hepatocyte growth factor
HUVEC|人脐静脉内皮细胞|human umbilical vein endothelial cell
PBMC|外周血单个核细胞|peripheral blood mononuclear cell
PRP|富血小板血浆|platelet-rich plasma
LPS|脂多糖|lipopolysaccharide
GSH|谷胱甘肽|glutathione
COPD|慢性阻塞性肺疾病|chronic obstructive pulmonary disease
CKD|慢性肾脏病|chronic kidney disease
NSCLC|非小细胞肺癌|non-small cell lung cancer
HCC|肝细胞癌|hepatocellular carcinoma
iPSC|诱导多能干细胞|induced pluripotent stem cell
lncRNA|长链非编码 RNA|long non-coding RNA
circRNA|环状 RNA|circular RNA
"""

OTHER_NAMES = frozenset(["PGC-1α", "PGC-1", "PGC-1β", "PGC1α", "IL-2R", "CAR-T", "ER-α"])
"""Names that begin like an abbreviation and have nothing to do with it."""


@cache
def known() -> dict[str, tuple[str, str]]:
    """Full form in Chinese and in English, by abbreviation (singular)."""
    rows = (line.split("|") for line in _KNOWN.strip().splitlines())
    return {short: (chinese, english) for short, chinese, english in rows}
