"""Chemical formulas that cannot be the name of a gene, a protein, a cell or a group."""

from __future__ import annotations

_FORMULAS = """
H2O2 H2O CO2 NO2 N2O NH3 H2S CH4 H2SO4 HNO3 H3PO4 H2CO3 Fe3O4 Fe2O3 TiO2 SiO2 MnO2 CeO2 ZrO2 Al2O3
Cu2O CaCl2 MgCl2 ZnCl2 FeCl2 FeCl3 CuCl2 CoCl2 MnCl2 NiCl2 BaCl2 CaCO3 Na2CO3 NaHCO3 K2CO3 NaH2PO4
Na2HPO4 KH2PO4 K2HPO4 Na2SO4 CuSO4 MgSO4 ZnSO4 FeSO4 K2SO4 AgNO3 NaNO2 NaNO3 NH4Cl NaN3 KMnO4 MoS2
WS2 CaSO4 Na2S2O3 K2Cr2O7 CHCl3 CCl4 CH2Cl2 HClO4 NaIO4 OsO4 D2O CaF2 Bi2S3 V2O5 WO3
"""
FORMULAS = frozenset(_FORMULAS.split())
