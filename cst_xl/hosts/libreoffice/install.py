"""x"""
from __future__ import annotations
import sys
from pathlib import Path
from cst_xl.hosts.libreoffice.component.settings import Settings
def this_environment() -> Settings:
    return Settings(sys.executable, str(Path(__file__).parents[3]))
def version() -> str:
    return "0.1.0"
