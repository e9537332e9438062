"""What tests of publishing share: a small base, submissions, and publishers in processes."""

import datetime as dt
import hashlib
import multiprocessing
import random
import shutil
from pathlib import Path

import pyarrow.parquet as pq

from dvk_data.build.datasets import build
from dvk_data.in_force import directories_in_order, event_files, read_events
from dvk_data.intake.submission import Problem, Submission
from dvk_data.published.durable import UNFINISHED
from dvk_data.published.publishing import Publisher, Step
from dvk_data.published.store import Store, is_whole
from tests.drawn import draw_directory

LAM_HA = "2004-district-676"
