"""Whatever the solver can answer: data only."""

from solver.formulas.worked import WorkedSolution
from solver.log_result import LogReport
from solver.results import Result
from solver.sweep_result import SweepResult

Reply = Result | WorkedSolution | LogReport | SweepResult
