"""Opinions between meetings: slips (*phiếu lấy ý kiến*) sent to many, answered by each, kept as a chain.

`rules` says what may be done when, `evolve` what follows from it, `chain` binds it; these three are pure.
"""
